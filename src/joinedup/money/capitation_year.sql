-- table: capitation_year
-- grain: one row: the year of the place that person-based need is measured in; no row where the data cover no year
-- rule: The latest year of the place that has twelve months of data; the latest of all where none has.
-- columns:
--   year_starts_on    date      first day of the year
--   year_ends_before  date      first day of the next
--   year_days         smallint  days in it
--   is_whole          boolean   whether it has twelve months
--   has_year_before   boolean   whether the data cover the twelve months before it too
select
    score_date.as_of as year_starts_on,
    score_date.year_ends_before,
    date_diff('day', score_date.as_of, score_date.year_ends_before) as year_days,
    score_date.as_of + interval 12 month <= score_date.year_ends_before as is_whole,
    place_period.data_from + interval 12 month <= score_date.as_of as has_year_before
from score_date
cross join place_period
where score_date.year_ends_before is not null
order by
    case when score_date.as_of + interval 12 month <= score_date.year_ends_before then 0 else 1 end,
    score_date.as_of desc
limit 1
