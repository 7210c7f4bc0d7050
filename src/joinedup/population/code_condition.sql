-- table: code_condition
-- grain: one row per distinct diagnosis code and condition it stands for
-- rule: An ICD-10 code stands for a condition when it starts with one of the condition's prefixes; a SNOMED CT concept
--   when it is one of the condition's. A code may stand for several conditions, in one code list and across them.
--   Worked out on the few thousand distinct codes, not on every diagnosis.
-- columns:
--   code_system       varchar  icd10 or snomed
--   code              varchar  the code as recorded
--   condition_number  smallint the condition: see the reference table condition
with distinct_code as (
    select distinct code_system, code
    from diagnosis
),
named as (
    select c.condition_number, cc.code_system, cc.code, cc.matches
    from condition_code cc
    join condition c on c.code_list = cc.code_list and c.condition = cc.condition
)
select d.code_system as code_system, d.code as code, n.condition_number as condition_number
from distinct_code d
join named n on n.code_system = d.code_system and n.code = d.code and n.matches = 'exact'
union
-- Every prefix has at least three characters, so the first three find the few prefixes worth trying.
select d.code_system as code_system, d.code as code, n.condition_number as condition_number
from distinct_code d
join named n on n.code_system = d.code_system and n.matches = 'prefix' and substr(n.code, 1, 3) = substr(d.code, 1, 3)
where substr(d.code, 1, length(n.code)) = n.code
