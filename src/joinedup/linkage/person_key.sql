-- table: person_key
-- grain: one row per local key of a source
-- rule: the person that each key of each source stands for: by valid NHS number, otherwise as matched
-- columns:
--   source_number     integer  the source's place in place.toml, from 1
--   local_person_key  varchar  the key the source uses for the person
--   person_id         integer  the person
select source_number, local_person_key, person_id
from identity_of_person
