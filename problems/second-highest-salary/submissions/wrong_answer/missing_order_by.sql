-- Mistake: no order by, so the departments with one salary follow after all others.
with ranked as (
  select *, dense_rank() over (partition by department order by salary desc) as place
  from employees
  where salary is not null
), counted as (
  select *, max(place) over (partition by department) as places
  from ranked
)
select name, department, salary from counted where places > 1 and place = 2
union all
select name, department, salary from counted where places = 1
