select c.name, coalesce(sum(o.total), 0) as spent from customers c left join orders o on o.customer = c.id group by c.id, c.name
