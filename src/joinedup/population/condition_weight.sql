-- table: condition_weight
-- grain: one row per condition of the code lists that scores are made from
-- rule: What each condition adds to each score, one column a score, and which milder condition it takes the place of.
-- columns:
--   condition_number    smallint the condition: see the reference table condition
--   code_list           varchar  charlson, elixhauser or long-term-condition
--   charlson            double   weight in the Charlson score of 1987; null where it is not of that score
--   charlson_quan_2011  double   weight in the Charlson score as updated in 2011
--   elixhauser          double   van Walraven's weight in the Elixhauser score
--   cambridge           double   general outcome weight in the Cambridge Multimorbidity Score
--   milder_number       smallint the condition that does not count where this one is present; null if none
select
    c.condition_number as condition_number,
    c.code_list as code_list,
    sum(case when w.score = 'charlson' then w.weight end) as charlson,
    sum(case when w.score = 'charlson-quan-2011' then w.weight end) as charlson_quan_2011,
    sum(case when w.score = 'elixhauser' then w.weight end) as elixhauser,
    sum(case when w.score = 'cambridge' then w.weight end) as cambridge,
    max(milder.condition_number) as milder_number
from condition c
left join score_weight w on w.code_list = c.code_list and w.condition = c.condition
left join condition milder on milder.code_list = w.code_list and milder.condition = w.replaces
where c.code_list in ('charlson', 'elixhauser', 'long-term-condition')
group by c.condition_number, c.code_list
