select name, department, salary
from (
    select name, department, salary,
    array_agg(salary order by salary desc) over (partition by department) as allsalary
    from employees
) t
where salary =
    case when array_length(allsalary,1)> 1 then allsalary[2]
    else allsalary[1]
    end
order by department, salary desc
