-- Mistake: a missing salary is taken for 0, so it can be the second-highest.
select name, department, salary
from (
  select *, max(place) over (partition by department) as places
  from (
    select *, dense_rank() over (partition by department order by coalesce(salary, 0) desc) as place
    from employees
  ) ranked
) counted
where place = least(places, 2)
order by department, salary desc
