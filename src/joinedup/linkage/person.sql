-- table: person
-- grain: one row per person
-- rule: each detail from the source most to be trusted: the GP record first, then the one seen last, then the source
--   listed first in place.toml. Ethnicity is the one recorded last that says something. Death is the earliest day any
--   source gives that is not before the birth. An opt-out held by any source counts.
-- columns:
--   person_id    integer  dense number of the person inside this build, from 1
--   pseudonym    varchar  the person's name everywhere else: a keyed hash, the same in every build of this place
--   sex          varchar  female, male, other or unknown
--   birth_month  date     first day of the month of birth; null when no source knows
--   died_on      date     day of death; null while alive or not known
--   ethnicity    varchar  asian, black, mixed, white, other or unknown
--   opted_out    boolean  whether a national data opt-out applies: left out of what is released for planning and evaluation
with detail as (
    select
        i.person_id,
        -- The smaller the rank, the more it is trusted; 200,000 days from 1800 reach beyond the year 2300.
        (200000 - greatest(coalesce(date_diff('day', date '1800-01-01', i.last_seen_on), 0), 0)) * 4096
            + i.source_number as by_day,
        case when s.general_practice then 0 else 1 end as not_general_practice,
        case i.sex when 'female' then 0 when 'male' then 1 when 'other' then 2 end as sex,
        case when i.birth_date not in (select birth_date from missing_birth_date)
            then year(i.birth_date) * 12 + month(i.birth_date) - 1 end as birth_month,
        case i.ethnicity
            when 'asian' then 0 when 'black' then 1 when 'mixed' then 2 when 'white' then 3 when 'other' then 4
        end as ethnicity,
        case when i.died_on >= coalesce(i.birth_date, i.died_on) then i.died_on end as died_on,
        coalesce(i.opted_out, false) as opted_out
    from identity_of_person as i
    join identity_source as s on s.source_number = i.source_number
),
-- A detail and its rank in one whole number: the least of them carries the detail of the best rank, and of two details
-- of equal rank the one listed first, so that the answer never depends on the order of rows.
best as (
    select
        person_id,
        min((not_general_practice * 1000000000 + by_day) * 8 + sex) % 8 as sex,
        min((not_general_practice * 1000000000 + by_day) * 65536 + birth_month) % 65536 as birth_month,
        min(by_day * 8 + ethnicity) % 8 as ethnicity,
        min(died_on) as died_on,
        bool_or(opted_out) as opted_out
    from detail
    group by person_id
)
select
    n.person_id,
    n.pseudonym,
    case b.sex when 0 then 'female' when 1 then 'male' when 2 then 'other' else 'unknown' end as sex,
    make_date(cast(b.birth_month // 12 as integer), cast(b.birth_month % 12 + 1 as integer), 1) as birth_month,
    b.died_on,
    case b.ethnicity
        when 0 then 'asian' when 1 then 'black' when 2 then 'mixed' when 3 then 'white' when 4 then 'other' else 'unknown'
    end as ethnicity,
    b.opted_out
from person_named as n
join best as b on b.person_id = n.person_id
order by n.person_id
