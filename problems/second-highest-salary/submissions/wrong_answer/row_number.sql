-- Mistake: row_number gives equal salaries different places, so only one of those who tie is listed.
select name, department, salary
from (
  select *,
    row_number() over (partition by department order by salary desc) as place,
    count(*) over (partition by department) as places
  from employees
  where salary is not null
) numbered
where place = least(places, 2)
order by department, salary desc
