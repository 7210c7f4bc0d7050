-- Every prescription row is one item.
select
    row_id as medication_id,
    person_id,
    practice_code as organisation_code,
    try_cast(issue_date as date) as issued_on,
    'bnf' as code_system,
    bnf_code as code,
    try_cast(quantity as double) as quantity
from kept
