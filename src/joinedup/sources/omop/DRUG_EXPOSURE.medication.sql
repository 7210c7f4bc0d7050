-- Every drug prescribed, dispensed or given is one item.
select
    row_id as medication_id,
    person_id,
    source_organisation as organisation_code,
    try_cast(drug_exposure_start_date as date) as issued_on,
    'rxnorm' as code_system,
    trim(drug_source_value) as code,
    try_cast(quantity as double) as quantity
from kept
