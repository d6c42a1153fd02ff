select region, count(*) filter (where open) as open from shops group by region
