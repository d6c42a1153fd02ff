-- Two steps: the highest salary of each department, then the highest below it where there is one.
WITH top AS (
  SELECT department, max(salary) AS salary
  FROM employees
  GROUP BY department
), wanted AS (
  SELECT t.department, coalesce(max(e.salary), t.salary) AS salary
  FROM top t
  LEFT JOIN employees e ON e.department IS NOT DISTINCT FROM t.department AND e.salary < t.salary
  GROUP BY t.department, t.salary
)
SELECT e.name AS "Name", e.department AS "Department", e.salary AS "Salary"
FROM employees e
JOIN wanted w ON e.salary = w.salary AND e.department IS NOT DISTINCT FROM w.department
ORDER BY e.department, e.salary DESC;
