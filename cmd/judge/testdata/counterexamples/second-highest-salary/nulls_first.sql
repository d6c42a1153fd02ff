-- Mistake: employees without a department come first.
select name, department, salary
from (
  select *, max(place) over (partition by department) as places
  from (
    select *, dense_rank() over (partition by department order by salary desc) as place
    from employees
    where salary is not null
  ) ranked
) counted
where place = least(places, 2)
order by department nulls first, salary desc
