select name, department, salary from employees order by salary desc
