-- Mistake: rank leaves a gap after a tie, so nobody has place 2 where several share the top.
select name, department, salary
from (
  select *, max(place) over (partition by department) as places
  from (
    select *, rank() over (partition by department order by salary desc) as place
    from employees
    where salary is not null
  ) ranked
) counted
where place = least(places, 2)
order by department, salary desc
