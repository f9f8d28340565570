"""Inspection: what an extract holds, what eqmon takes it for and how sure it is."""
