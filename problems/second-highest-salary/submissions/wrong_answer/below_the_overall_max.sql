-- Mistake: looks below the highest salary of the whole table, so other departments get their highest.
select name, department, salary
from employees e
where (department, salary) in (
  select department, max(salary)
  from employees
  where salary < (select max(salary) from employees)
  group by department
)
order by department, salary desc
