-- Mistake: in descending order NULL comes first, so a missing salary takes place 1.
select name, department, salary
from (
  select *, max(place) over (partition by department) as places
  from (
    select *, dense_rank() over (partition by department order by salary desc) as place
    from employees
  ) ranked
) counted
where place = least(places, 2)
order by department, salary desc
