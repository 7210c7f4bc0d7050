-- table: cost_reconciliation
-- grain: one row per organisation, setting and kind of contact in the records (and prescription-item)
-- rule: Every contact and prescribed item of the records is in one of four counts, which add up to `recorded`: priced, no
--   price, did not attend, or outside the period covered. A spell priced month by month counts once, by its first line.
-- columns:
--   organisation_code  varchar  ODS code of the organisation that gave the care
--   setting            varchar  setting
--   kind               varchar  kind of contact, or prescription-item
--   recorded           integer  contacts or items in the records
--   priced             integer  those with a price
--   unpriced           integer  those without
--   not_attended       integer  those that the person did not come to
--   outside_period     integer  those with no day in the period covered
--   amount_pence       bigint   what the priced ones come to, residents or not
with recorded as (
    select organisation_code, setting, kind, count(*) as recorded
    from contact
    group by organisation_code, setting, kind
    union all
    select organisation_code, 'general-practice' as setting, 'prescription-item' as kind, count(*) as recorded
    from medication
    group by organisation_code
), counted as (
    select
        organisation_code, setting, kind,
        count(case when part = 1 then 1 end) as contacts,
        count(case when part = 1 and reason = 'priced' then 1 end) as priced,
        count(case when part = 1 and reason = 'no price' then 1 end) as unpriced,
        count(case when part = 1 and reason = 'did not attend' then 1 end) as not_attended,
        sum(amount_pence) as amount_pence
    from cost
    group by organisation_code, setting, kind
)
select
    recorded.organisation_code, recorded.setting, recorded.kind, recorded.recorded,
    coalesce(counted.priced, 0) as priced,
    coalesce(counted.unpriced, 0) as unpriced,
    coalesce(counted.not_attended, 0) as not_attended,
    recorded.recorded - coalesce(counted.contacts, 0) as outside_period,
    coalesce(counted.amount_pence, 0) as amount_pence
from recorded
left join counted
    on counted.organisation_code = recorded.organisation_code
    and counted.setting = recorded.setting
    and counted.kind = recorded.kind
