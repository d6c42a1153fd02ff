-- Mistake: the second-highest salary of the whole table, not of each department.
select name, department, salary
from employees
where salary = (select distinct salary from employees where salary is not null order by salary desc limit 1 offset 1)
order by department, salary desc
