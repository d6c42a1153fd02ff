-- A loop in PL/pgSQL, over one row for each person who is there more than once.
do $$
declare
  person record;
begin
  for person in
    select array_agg(id order by created, id) as ids,
           (array_agg(phone order by created desc, id desc) filter (where phone is not null))[1] as phone
    from customers
    where btrim(email) <> ''
    group by lower(btrim(email))
    having count(*) > 1
  loop
    update customers set phone = coalesce(phone, person.phone) where id = person.ids[1];
    update orders set customer_id = person.ids[1] where customer_id = any (person.ids[2:]);
    delete from customers where id = any (person.ids[2:]);
  end loop;
end
$$;
