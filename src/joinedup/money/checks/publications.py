"""The publications that the rules come from."""

from __future__ import annotations

NAO_2016 = "National Audit Office, Investigation into the collapse of the UnitingCare Partnership contract (July 2016)"
PAC_2016 = (
    "Committee of Public Accounts, UnitingCare Partnership contract (HC 633, November 2016),"
    " https://publications.parliament.uk/pa/cm201617/cmselect/cmpubacc/633/63303.htm"
)
PWC_2016 = (
    "PwC for NHS England, review of the UnitingCare contract (September 2016), as summarised by CCG Alert"
)
NHS_ENGLAND_2016 = "NHS England, Review of the Uniting Care contract (2016), as reported by Spend Matters"
GUARDIAN_2016 = "The Guardian, 26 January 2016, on the UnitingCare contract"
PAC_HINCHINGBROOKE = "Committee of Public Accounts, An update on Hinchingbrooke Health Care NHS Trust (2015)"
MORCIANO_2020 = (
    "Morciano and colleagues, 2020, on emergency admissions in new care model vanguards, PMC7386936"
)
ROBERTS_1999 = (
    "Roberts and colleagues, Distribution of variable vs fixed costs of hospital care, JAMA 1999;281:644: 84% of a hospital's"
    " cost did not leave with its patients"
)
ASARIA = (
    "Worked out from Asaria and colleagues, cost of NHS care by age, sex and deprivation in England, 2011/12: age and sex alone"
    " put the most deprived fifth 21% too low and the least deprived 14% too high"
)
NHS_ALLOCATIONS = "NHS England, practice weighted populations 2025/26: every weighted column sums to the population of England"
BACHMANN_1996 = "Bachmann and Bevan, BMJ 1996;313:1054"
JONES_2009 = "Jones, 2009, on population size and the financial risk of commissioning"
CFR_425 = "42 CFR part 425, Medicare Shared Savings Program, sections 425.604 to 425.610"
MONITOR_2015 = (
    "Monitor, Multilateral gain and loss sharing (2015),"
    " https://www.gov.uk/guidance/what-is-multilateral-gainloss-sharing"
)
DUDLEY_MCP = (
    "Dudley Clinical Commissioning Group, outcomes framework of the multispecialty community provider (2017)"
)
HSJ_OUTCOMES = (
    "Health Service Journal, 2014, on the Cambridgeshire outcomes framework: 7 domains, 62 indicators"
)
HFMA_SHADOW = (
    "Healthcare Financial Management Association, on integrated care: Mid Nottinghamshire's capitated budget ran in shadow in"
    " 2016, and was live for one service in October 2017"
)
KINGS_FUND_2016 = (
    "The King's Fund, New care models: emerging innovations in governance and organisational form (2016)"
)
NAO_2018 = "National Audit Office, Developing new care models through NHS vanguards (2018)"
CANTERBURY = "The King's Fund, on Canterbury, New Zealand: a transformation that took a decade"
NZ_ALLIANCE = (
    "New Zealand district alliance agreement (2013), clauses on disputes, conflicts and accountability"
)
DECISION_ROLES = (
    "The common practice of RACI and RAPID: one person or body decides each thing; scheme of delegation of NHS bodies, with"
    " reserved matters and limits in pounds"
)
NHS_ACT_14O = "National Health Service Act 2006, section 14O, on registers and conflicts of interest"
SECTION_75 = (
    "Clauses of published agreements under section 75 of the National Health Service Act 2006 on pooled funds"
)
ISAP_2017 = (
    "NHS England and NHS Improvement, Integrated support and assurance process, version 2 (August 2017): early engagement and"
    " checkpoints before procurement, before signature and before services begin"
)
HEALTH_FOUNDATION_2017 = "Health Foundation, Some assembly required: implementing new models of care (2017)"
