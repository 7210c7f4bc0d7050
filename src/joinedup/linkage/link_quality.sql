-- table: link_quality
-- grain: one row per source
-- rule: how the keys of each source found their person
-- columns:
--   source_number         integer  the source's place in place.toml, from 1
--   source_name           varchar  its organisation and format
--   keys                  bigint   local keys the source uses
--   with_valid_number     bigint   keys with a valid NHS number: the number decides
--   with_wrong_number     bigint   keys with something written for a number that is not valid
--   without_number        bigint   keys with nothing written
--   joined_by_matching    bigint   keys without a valid number that matching joined to another key's person
--   left_ambiguous        bigint   keys that fit two people almost equally, and so joined neither
--   left_alone            bigint   keys without a valid number that no other key was like enough to join
--   numbers_in_doubt      bigint   keys whose valid number belongs to somebody of another name and birth date in the
--                                  record most trusted; they stay with their number
--   mean_match_weight     double   mean, over keys joined, of the weight in bits of the likeliest pair; null when none
--   pairs_looked_at       bigint   pairs of records the blocking rules allowed in the whole build
with doubted as (
    select valid_number
    from numbered_identity
    where valid_number is not null and birth_date not in (select birth_date from missing_birth_date)
    group by valid_number
    having min(birth_date) <> max(birth_date)
),
doubted_key as (
    select
        i.source_number,
        i.valid_number,
        i.birth_date,
        upper(substr(trim(i.given_name), 1, 1)) as given_letter,
        upper(substr(trim(i.family_name), 1, 1)) as family_letter,
        case when s.general_practice then 0 else 10000 end + s.source_number as rank
    from numbered_identity as i
    join doubted as d on d.valid_number = i.valid_number
    join identity_source as s on s.source_number = i.source_number
),
reference as (
    select
        k.valid_number,
        min(k.birth_date) as birth_date,
        min(k.given_letter) as given_letter,
        min(k.family_letter) as family_letter
    from doubted_key as k
    join (select valid_number, min(rank) as rank from doubted_key group by valid_number) as b
        on b.valid_number = k.valid_number and b.rank = k.rank
    group by k.valid_number
),
in_doubt as (
    select k.source_number, count(*) as keys
    from doubted_key as k
    join reference as r on r.valid_number = k.valid_number
    where k.birth_date <> r.birth_date
        and k.given_letter <> r.given_letter
        and k.family_letter <> r.family_letter
    group by k.source_number
),
keys as (
    select
        source_number,
        count(*) as keys,
        count(valid_number) as with_valid_number,
        sum(case when valid_number is null and trim(coalesce(nhs_number, '')) <> '' then 1 else 0 end) as with_wrong_number,
        sum(case when trim(coalesce(nhs_number, '')) = '' then 1 else 0 end) as without_number
    from numbered_identity
    group by source_number
),
matched as (
    select
        source_number,
        sum(case when outcome = 'joined' then 1 else 0 end) as joined_by_matching,
        sum(case when outcome = 'ambiguous' then 1 else 0 end) as left_ambiguous,
        sum(case when outcome = 'alone' then 1 else 0 end) as left_alone,
        avg(case when outcome = 'joined' then best_weight end) as mean_match_weight
    from matched_key
    group by source_number
)
select
    s.source_number,
    s.source_name,
    coalesce(k.keys, 0) as keys,
    coalesce(k.with_valid_number, 0) as with_valid_number,
    coalesce(k.with_wrong_number, 0) as with_wrong_number,
    coalesce(k.without_number, 0) as without_number,
    coalesce(m.joined_by_matching, 0) as joined_by_matching,
    coalesce(m.left_ambiguous, 0) as left_ambiguous,
    coalesce(m.left_alone, 0) as left_alone,
    coalesce(d.keys, 0) as numbers_in_doubt,
    m.mean_match_weight,
    p.pairs_looked_at
from identity_source as s
cross join pairs_allowed as p
left join keys as k on k.source_number = s.source_number
left join matched as m on m.source_number = s.source_number
left join in_doubt as d on d.source_number = s.source_number
order by s.source_number
