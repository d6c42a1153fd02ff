-- Mistake: NULL = NULL is not true, so the employees without a department find nothing to join.
with salaries as (
  select department, array_agg(distinct salary order by salary desc) as list
  from employees
  where salary is not null
  group by department
)
select e.name, e.department, e.salary
from employees e
join salaries s on s.department = e.department
where e.salary = coalesce(s.list[2], s.list[1])
order by e.department, e.salary desc
