"""The words of the sample drops for count.py, written by hand and apart from rules/."""

from __future__ import annotations

HEADINGS = {
    "crime_ref": "CRIS No|Crime Ref|crime_ref|Crime Reference Number|Ref|Occurrence Number",
    "unit": "BOCU|Borough|OCU|BCU|Local Authority",
    "reported_on": "Date Reported|Reported Date|reported_on|Date of Report|Reported|"
    "Reported Date/Time",
    "recorded_on": "Date Recorded|Recorded Date|recorded_on|Date of Recording|Recorded|"
    "Recorded Date/Time",
    "victim_id": "Victim No|Victim Ref|victim_id|Victim Reference|Vic ID|Victim Nominal Number",
    "victim_type": "Victim Type|Type of Victim|victim_type|Victim Category|Vic Type|"
    "Victim Entity Type",
    "date_of_birth": "DOB|Vic DOB|victim_dob|Victim Date of Birth|V DOB|Victim Birth Date",
    "age": "Age|Vic Age|victim_age|V Age|Victim Age (Years)",
    "age_band": "Victim Age Band",
    "gender": "Sex|Vic Sex|victim_sex|Victim Sex|V Sex|Victim Gender",
    "ethnicity": "SDE 16+1|Vic Ethnicity (SDE)|victim_sde|Victim Self-Defined Ethnicity|V SDE|"
    "Victim Ethnicity (Self Defined)",
    "religion_belief": "Religion/Belief|Faith|victim_religion|Victim Religion or Belief|V Faith|"
    "Victim Religion",
    "sexual_orientation": "Sexual Orientation|Vic Sexual Orientation|victim_sexual_orientation|"
    "Victim Sexual Orientation|V Sex Orient|Victim Sexuality",
    "disability": "Disability|Vic Disabled|victim_disability|Victim Disability|V Disab|"
    "Victim Disabled (Y/N)",
    "relationship": "Relationship|Relationship to Accused|Victim/Suspect Relationship|Rel|"
    "Relationship Type",
    "cad_ref": "CAD No|CAD Ref|cad_ref|CAD Reference|CAD|Incident Log Number",
    "called_on": "Call Date|Date of Call|called_on|Date Called|Called On|Call Date/Time",
    "closing_code": "Closing Code|Call Closed As|closing_code|Closing Class Code|Closing Codes|"
    "Closing Type",
    "record_type": "Record Type|Incident/Offence|record_type|Type of Record|Rec Type|"
    "Occurrence Class",
    "verified_on": "Date Verified|Verified Date|verified_on|Date of Verification|Verified|"
    "Verified Date/Time",
    "supervised_on": "Date Supervised|Supervised Date|supervised_on|Date of Supervision|"
    "Supervised|Supervised Date/Time",
    "risk_completed_on": "Risk Assessment Date|Date Risk Assessed|risk_completed_on|"
    "Date of Risk Assessment|RA Date|DASH Completed Date",
    "f124d_ref": "F124D|F124D No|f124d_ref|F124D Reference|124D|DA Booklet Reference",
    "repeat_marker": "Repeat|Repeat Victim|repeat_marker|Repeat Victim Marker|Rpt|"
    "Repeat Victimisation Marker",
    "third_party_report": "Third Party Report|3rd Party Report|third_party_report|"
    "Reported by Third Party|3P|Third Party Reporting Site",
    "accused_id": "Accused No|Acc Ref|accused_id|Accused Reference|Acc ID|Suspect Nominal Number",
    "arrested_ids": "Arrested Persons|Arrested Refs|arrested_ids|References of Persons Arrested|"
    "Arr IDs|Arrested Nominal Numbers",
    "arrested_on": "Date of Arrest|Arrest Date|arrested_on|Date Arrested|Arr Date|Arrest Date/Time",
    "detection": "Detection|Detection Type|Detection Category|Det|Detection Status",
    "withdrawn": "Withdrawn|Vic Withdrew|Victim Withdrew Support|Wdn|Victim Withdrawal",
    "no_crime": "No Crime|No Crimed|no_crime|No Crime Classification|NC|Cancelled Record",
    "risk_level": "Risk Level|Risk|risk_level|Assessed Risk Level|Risk Lvl|DASH Risk Grade",
    "motivation": "Hate Motivation|Motivation|Hate Crime Strand|Hate Strand|Monitored Strands",
    "flags": "Flags|Crime Flags|CRIS Flags|Flag|Keywords/Flags",
}
FIELD_OF = {h.casefold(): name for name, texts in HEADINGS.items() for h in texts.split("|")}

COMMON = {
    "": "blank",
    "-": "blank",
    "not known": "not_known",
    "unknown": "not_known",
    "nk": "not_known",
    "not recorded": "not_recorded",
    "unrecorded": "not_recorded",
    "nr": "not_recorded",
    "not asked": "not_asked",
    "not stated": "not_stated",
    "refused": "refused",
    "declined": "refused",
    "prefer not to say": "refused",
}

ETHNICITY_16 = (
    "w1 w2 w9 m1 m2 m3 m9 a1 a2 a3 a9 b1 b2 b9 o1 o9|white: british|white: irish|"
    "white: any other white background|mixed: white and black caribbean|"
    "mixed: white and black african|mixed: white and asian|mixed: any other mixed background|"
    "asian: indian|asian: pakistani|asian: bangladeshi|asian: any other asian background|"
    "black: caribbean|black: african|black: any other black background|other: chinese|"
    "other: any other ethnic group|chinese or other ethnic group - chinese|any other ethnic group|"
    "chinese"
)
ETHNICITY_18_ONLY = frozenset({"a4", "o2", "w3"})
DOMESTIC = frozenset({"p", "x", "f", "partner", "ex-partner", "family", "family member"})
NOT_SELF_DEFINED = frozenset(f"ic{digit}" for digit in range(10))


def _known(codes: str, labels: str) -> dict[str, str]:
    return dict.fromkeys([*codes.split(), *labels.split("|")], "known")


_codes, _, _labels = ETHNICITY_16.partition("|")
_ethnicity = _known(_codes, _labels)
_ethnicity |= {k.replace(": ", " - "): v for k, v in _ethnicity.items() if ": " in k}
_ethnicity |= dict.fromkeys(ETHNICITY_18_ONLY, "known") | {"ns": "not_stated"}
_ethnicity |= dict.fromkeys(("n1", "n2", "n3"), "not_asked") | {"n4": "refused"}
_ethnicity |= {
    "other ethnic group - not stated": "not_stated",
    "not stated: person declined to define their ethnicity": "refused",
}

READINGS = {
    "ethnicity": _ethnicity,
    "gender": _known("m f 1 2", "male|female")
    | {"u": "not_known", "0": "not_known", "9": "not_recorded"},
    "religion_belief": _known(
        "r0 r1 r2 r3 r4 r5 r6 r7 none",
        "no religion|christian|buddhist|hindu|jewish|muslim|sikh|other|any other religion",
    ),
    "sexual_orientation": _known(
        "s1 s2 s3 straight bisexual", "heterosexual or straight|gay or lesbian|gay/lesbian"
    ),
    "disability": _known("y n yes no none disabled", "not disabled"),
}
STRANDS = ("age", *sorted(READINGS))

TELLS_MOST = (
    "known",
    "refused",
    "not_stated",
    "not_asked",
    "not_known",
    "not_recorded",
    "default",
    "invalid",
    "blank",
)
"""Of several columns for one strand the one that comes first here is counted."""

BOROUGHS = {
    "Barking and Dagenham": "02 KG",
    "Barnet": "03 SX",
    "Bexley": "04 RY",
    "Brent": "05 QK",
    "Bromley": "06 PY",
    "Camden": "07 EK",
    "Croydon": "08 ZD",
    "Ealing": "09 XB",
    "Enfield": "10 YE",
    "Greenwich": "11 RG",
    "Hackney": "12 GD",
    "Hammersmith and Fulham": "13 FH",
    "Haringey": "14 YR",
    "Harrow": "15 QA",
    "Havering": "16 KD",
    "Hillingdon": "17 XH",
    "Hounslow": "18 TX",
    "Islington": "19 NI",
    "Kensington and Chelsea": "20 BS",
    "Kingston upon Thames": "21 VK",
    "Lambeth": "22 LX",
    "Lewisham": "23 PL",
    "Merton": "24 VW",
    "Newham": "25 KF",
    "Redbridge": "26 JI",
    "Richmond upon Thames": "27 TW",
    "Southwark": "28 MD",
    "Sutton": "29 ZT",
    "Tower Hamlets": "30 HT",
    "Waltham Forest": "31 JC",
    "Wandsworth": "32 WW",
    "Westminster": "33 CW",
}
AREAS = {
    "AS": "Central South",
    "AW": "Central West",
    "CE": "Central East",
    "CN": "Central North",
    "EA": "East Area",
    "NA": "North Area",
    "NE": "North East",
    "NW": "North West",
    "SE": "South East",
    "SN": "South Area",
    "SW": "South West",
    "WA": "West Area",
}
UNIT_OF = {code.casefold(): name for code, name in AREAS.items()}
for _name, _both in BOROUGHS.items():
    _gss, _bocu = _both.split()
    UNIT_OF |= {_name.casefold(): _name, _bocu.casefold(): _name, f"e090000{_gss}": _name}
