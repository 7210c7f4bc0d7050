-- table: standing_organisation
-- grain: one row per organisation the place names
-- rule: An organisation that another took the place of counts as its successor, and as the successor's successor, up to
--   three times in a row. One that still stands counts as itself.
-- columns:
--   organisation_code  varchar  ODS code as written in the records
--   standing_code      varchar  ODS code of the organisation that stands in its place; its own while it stands
select
    first.organisation_code as organisation_code,
    coalesce(third.succeeded_by, second.succeeded_by, first.succeeded_by, first.organisation_code) as standing_code
from organisation as first
left join organisation as second on second.organisation_code = first.succeeded_by
left join organisation as third on third.organisation_code = second.succeeded_by
