-- Mistake: only place 2 counts, so a department with one salary is left out.
select name, department, salary
from (
  select *, dense_rank() over (partition by department order by salary desc) as place
  from employees
  where salary is not null
) ranked
where place = 2
order by department, salary desc
