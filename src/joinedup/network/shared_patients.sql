-- table: shared_patients
-- grain: one row per pair of organisations that had contacts with the same person in the latest year covered
-- rule: People whom both organisations saw, as in organisation_people. A pair is tied when it shares at least as many people
--   as the threshold shared-patients: more than half of all pairs of providers share one person only, which may be chance.
-- columns:
--   organisation_a  varchar  ODS code of one organisation, first in the alphabet
--   organisation_b  varchar  ODS code of the other
--   people          integer  people with contacts at both
--   contacts        integer  contacts of those people with the two
--   people_a        integer  people with contacts at the first
--   people_b        integer  people with contacts at the other
--   tied            boolean  whether they share enough people to be drawn as working together
with numbered as (
    select organisation_code, count(*) as people, row_number() over (order by organisation_code) as organisation
    from organisation_people
    group by organisation_code
), seen as (
    select organisation_people.person_id, organisation_people.contacts, cast(numbered.organisation as integer) as organisation
    from organisation_people
    inner join numbered on numbered.organisation_code = organisation_people.organisation_code
), pair as (
    select
        one.organisation as organisation_a, other.organisation as organisation_b,
        count(*) as people, sum(one.contacts + other.contacts) as contacts
    from seen as one
    inner join seen as other on other.person_id = one.person_id and other.organisation > one.organisation
    group by one.organisation, other.organisation
)
select
    a.organisation_code as organisation_a, b.organisation_code as organisation_b,
    pair.people, pair.contacts, a.people as people_a, b.people as people_b,
    pair.people >= measure_threshold.amount as tied
from pair
inner join numbered as a on a.organisation = pair.organisation_a
inner join numbered as b on b.organisation = pair.organisation_b
inner join measure_threshold on measure_threshold.threshold = 'shared-patients'
