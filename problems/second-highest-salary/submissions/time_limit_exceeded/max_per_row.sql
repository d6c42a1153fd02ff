-- Slow: looks for the department's two highest salaries again for every employee, reading the whole table each time.
select e.name, e.department, e.salary
from employees e
where e.salary = coalesce(
  (
    select max(x.salary)
    from employees x
    where x.department is not distinct from e.department
      and x.salary < (select max(y.salary) from employees y where y.department is not distinct from e.department)
  ),
  (select max(z.salary) from employees z where z.department is not distinct from e.department)
)
order by e.department, e.salary desc
