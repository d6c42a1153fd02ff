select name, department, salary
from employees
order by department, salary desc
