-- table: cost_reconciliation
-- grain: one row per organisation, setting and kind of contact in the records (and prescription-item)
-- rule: Every contact and prescribed item of the records is in one of four counts, which add up to `recorded`: priced, no
--   price, did not attend, or outside the period covered. A spell priced month by month counts once, by its first line. A
--   kind whose price is steady (see steady_price) is its contacts times that price; of any other the lines of `cost`.
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
with year as (
    select as_of, year_ends_before from score_date where year_ends_before is not null
), steady_kind as (
    select kind from steady_price where span = 'year' group by kind
), recorded as (  -- one row per year of the place, and one for what is outside the period covered
    select
        contact.organisation_code, contact.setting, contact.kind, year.as_of,
        count(*) as recorded,
        count(case when contact.attended then 1 end) as attended
    from contact
    left join year on year.as_of <= contact.starts_on and year.year_ends_before > contact.starts_on
    group by contact.organisation_code, contact.setting, contact.kind, year.as_of
    union all
    select
        medication.organisation_code, 'general-practice' as setting, 'prescription-item' as kind, year.as_of,
        count(*) as recorded,
        count(*) as attended
    from medication
    left join year on year.as_of <= medication.issued_on and year.year_ends_before > medication.issued_on
    group by medication.organisation_code, year.as_of
), steady as (
    select
        recorded.organisation_code, recorded.setting, recorded.kind,
        sum(recorded.recorded) as contacts,
        sum(recorded.attended) as priced,
        0 as unpriced,
        sum(recorded.recorded - recorded.attended) as not_attended,
        sum(recorded.attended * steady_price.amount_pence) as amount_pence
    from recorded
    inner join steady_price
        on steady_price.span = 'year'
        and steady_price.starts_on = recorded.as_of
        and steady_price.kind = recorded.kind
    group by recorded.organisation_code, recorded.setting, recorded.kind
), line as (
    select organisation_code, setting, kind, part, amount_pence, reason
    from cost
    where kind not in (select kind from steady_kind)
), line_by_line as (
    select
        organisation_code, setting, kind,
        count(case when part = 1 then 1 end) as contacts,
        count(case when part = 1 and reason = 'priced' then 1 end) as priced,
        count(case when part = 1 and reason = 'no price' then 1 end) as unpriced,
        count(case when part = 1 and reason = 'did not attend' then 1 end) as not_attended,
        sum(amount_pence) as amount_pence
    from line
    group by organisation_code, setting, kind
), counted as (
    select organisation_code, setting, kind, contacts, priced, unpriced, not_attended, amount_pence from steady
    union all
    select organisation_code, setting, kind, contacts, priced, unpriced, not_attended, amount_pence from line_by_line
), in_all as (
    select organisation_code, setting, kind, sum(recorded) as recorded
    from recorded
    group by organisation_code, setting, kind
)
select
    in_all.organisation_code, in_all.setting, in_all.kind, in_all.recorded,
    coalesce(counted.priced, 0) as priced,
    coalesce(counted.unpriced, 0) as unpriced,
    coalesce(counted.not_attended, 0) as not_attended,
    in_all.recorded - coalesce(counted.contacts, 0) as outside_period,
    coalesce(counted.amount_pence, 0) as amount_pence
from in_all
left join counted
    on counted.organisation_code = in_all.organisation_code
    and counted.setting = in_all.setting
    and counted.kind = in_all.kind
