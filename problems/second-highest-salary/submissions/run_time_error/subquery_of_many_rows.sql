-- Crash: all salaries below the highest come out of a subquery that stands for one value (SQLSTATE 21000).
select name, department, salary
from employees e
where salary = (
  select distinct x.salary
  from employees x
  where x.department is not distinct from e.department
    and x.salary < (select max(salary) from employees y where y.department is not distinct from e.department)
)
order by department, salary desc
