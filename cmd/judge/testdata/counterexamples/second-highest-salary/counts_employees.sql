-- Mistake: asks whether the department has one employee, not one salary.
select name, department, salary
from (
  select *,
    dense_rank() over (partition by department order by salary desc) as place,
    count(*) over (partition by department) as employees
  from employees
  where salary is not null
) ranked
where place = 2 or employees = 1
order by department, salary desc
