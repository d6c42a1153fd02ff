-- A correlated subquery finds the salary that counts: the lower of the two highest. It runs once for each department.
select e.name, e.department, e.salary
from employees e
join (
  select d.department, (
    select min(best.salary)
    from (
      select distinct x.salary
      from employees x
      where x.department is not distinct from d.department and x.salary is not null
      order by x.salary desc
      limit 2
    ) best
  ) as salary
  from employees d
  group by d.department
) wanted on e.department is not distinct from wanted.department and e.salary = wanted.salary
order by e.department, e.salary desc;
