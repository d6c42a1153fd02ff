-- Mistake: the salary is not among the columns.
select name, department
from (
  select *, max(place) over (partition by department) as places
  from (
    select *, dense_rank() over (partition by department order by salary desc) as place
    from employees
    where salary is not null
  ) ranked
) counted
where place = least(places, 2)
order by department, salary desc
