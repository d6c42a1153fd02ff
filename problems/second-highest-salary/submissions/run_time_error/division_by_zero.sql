-- Crash: meant to give 2 for several salaries and 1 for one, but with one it divides by zero (SQLSTATE 22012).
select name, department, salary
from (
  select *, max(place) over (partition by department) as places
  from (
    select *, dense_rank() over (partition by department order by salary desc) as place
    from employees
    where salary is not null
  ) ranked
) counted
where place = 1 + (places - 1) / (places - 1)
order by department, salary desc
