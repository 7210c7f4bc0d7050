-- table: person_condition
-- grain: one row per person and condition of a code list
-- rule: A person has a condition from the day one of its codes is first recorded, in a GP's problem list or at any
--   contact. It stops counting when a more severe form of it is recorded (a hierarchy of the score, such as diabetes with
--   complications over diabetes without) or when the years that the list lets it count have passed (cancer, five years).
--   On a day, only what was recorded before that day counts.
-- columns:
--   person_id          integer  the person
--   condition_number   smallint the condition: see the reference table condition
--   code_list          varchar  charlson, elixhauser, long-term-condition or segment
--   condition          varchar  name of the condition inside its code list
--   first_recorded_on  date     day one of its codes was first recorded
--   last_recorded_on   date     day one of its codes was last recorded
--   recorded_rows      integer  number of diagnoses and problems recorded with one of its codes
--   in_problem_list    boolean  whether a GP's problem list has it
--   at_contact         boolean  whether it was recorded at a contact, such as a stay in hospital
--   ends_before        date     first day on which it no longer counts; null while it does
with recorded as (
    select
        d.person_id,
        cc.condition_number,
        min(d.recorded_on) as first_recorded_on,
        max(d.recorded_on) as last_recorded_on,
        count(*) as recorded_rows,
        bool_or(d.contact_id is null) as in_problem_list,
        bool_or(d.contact_id is not null) as at_contact
    from diagnosis d
    join code_condition cc on cc.code_system = d.code_system and cc.code = d.code
    where d.recorded_on is not null
    group by d.person_id, cc.condition_number
),
replaced as (
    select r.person_id, w.milder_number as condition_number, min(r.first_recorded_on) as replaced_on
    from recorded r
    join condition_weight w on w.condition_number = r.condition_number
    where w.milder_number is not null
    group by r.person_id, w.milder_number
),
limited as (
    select
        r.*,
        c.code_list,
        c.condition,
        p.replaced_on + interval 1 day as replaced_before,
        r.first_recorded_on + c.counts_for_years * interval 1 year + interval 1 day as lapses_before
    from recorded r
    join condition c on c.condition_number = r.condition_number
    left join replaced p on p.person_id = r.person_id and p.condition_number = r.condition_number
)
select
    person_id,
    condition_number,
    code_list,
    condition,
    first_recorded_on,
    last_recorded_on,
    recorded_rows,
    in_problem_list,
    at_contact,
    cast(least(replaced_before, lapses_before) as date) as ends_before
from limited
