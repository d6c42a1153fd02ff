-- Slow: counts the higher salaries again for every employee, reading the whole table each time.
select e.name, e.department, e.salary
from employees e
where e.salary is not null
  and (
    select count(distinct x.salary)
    from employees x
    where x.department is not distinct from e.department and x.salary > e.salary
  ) = (
    select least(count(distinct y.salary), 2) - 1
    from employees y
    where y.department is not distinct from e.department
  )
order by e.department, e.salary desc
