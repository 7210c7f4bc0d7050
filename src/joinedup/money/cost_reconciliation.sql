-- table: cost_reconciliation
-- grain: one row per organisation, setting and kind of contact in the records (and prescription-item)
-- rule: Every contact and prescribed item of the records is in one of five counts: outside the period covered, did not
--   attend, no price, priced, or a spell of care with no day in the period. They add up to `recorded`.
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
), timed_kind as (
    select setting, kind from price where days_in_unit is not null group by setting, kind
), line as (  -- a spell has a line a month and is one contact: count it once
    select
        cost.organisation_code, cost.setting, cost.kind, cost.reason,
        count(*) as contacts, sum(cost.amount_pence) as amount_pence
    from cost
    left join timed_kind on timed_kind.setting = cost.setting and timed_kind.kind = cost.kind
    where timed_kind.kind is null
    group by cost.organisation_code, cost.setting, cost.kind, cost.reason
    union all
    select organisation_code, setting, kind, reason, count(*) as contacts, sum(amount_pence) as amount_pence
    from (
        select
            cost.source_id, cost.organisation_code, cost.setting, cost.kind,
            min(cost.reason) as reason, sum(cost.amount_pence) as amount_pence
        from cost
        inner join timed_kind on timed_kind.setting = cost.setting and timed_kind.kind = cost.kind
        group by cost.source_id, cost.organisation_code, cost.setting, cost.kind
    ) as spell
    group by organisation_code, setting, kind, reason
), counted as (
    select
        organisation_code, setting, kind,
        sum(contacts) as contacts,
        sum(case when reason = 'priced' then contacts else 0 end) as priced,
        sum(case when reason = 'no price' then contacts else 0 end) as unpriced,
        sum(case when reason = 'did not attend' then contacts else 0 end) as not_attended,
        sum(amount_pence) as amount_pence
    from line
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
