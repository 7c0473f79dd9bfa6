from django.db import migrations, models

# Periods cut by a window over each place's areas, then the days of periods before their place has any area. Each join
# is of one table with another, which the planner can size: joined to a union it would look up places one by one.
# A type of these columns can only be altered after the view is dropped, and made anew then.
CUT = """
SELECT '{fact}' AS fact, period.id AS period, period.place_id, span.district_id, span.school_district_id,
       greatest(period.from_date, span.from_date) AS from_date,
       nullif(least(period.until, span.until), 'infinity') AS until,
       span.from_date <= period.from_date AS opens,
       coalesce(period.until <= span.until, false) AS closes
  FROM {table} AS period
  JOIN (SELECT place_id, district_id, school_district_id, from_date,
               lead(from_date, 1, 'infinity') OVER (PARTITION BY place_id ORDER BY from_date) AS until
          FROM directory_placearea) AS span
    ON span.place_id = period.place_id
   AND span.until > period.from_date
   AND span.from_date <= greatest(period.from_date, coalesce(period.until, 'infinity') - 1)
UNION ALL
SELECT '{fact}', period.id, period.place_id, NULL, NULL,
       period.from_date,
       least(period.until, area.first),
       true,
       coalesce(period.until <= coalesce(area.first, 'infinity'), false)
  FROM {table} AS period
  LEFT JOIN (SELECT place_id, min(from_date) AS first FROM directory_placearea GROUP BY place_id) AS area
    ON area.place_id = period.place_id
 WHERE area.first IS NULL OR period.from_date < area.first
"""
FACTS = {"known": "directory_knownperiod", "listed": "directory_listedperiod"}
VIEW = "CREATE VIEW directory_stay AS" + "UNION ALL".join(
    CUT.format(fact=fact, table=table) for fact, table in FACTS.items()
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW directory_stay"),
        migrations.CreateModel(
            name="Stay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "fact", "period", "from_date", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fact", models.CharField(choices=[("known", "把握"), ("listed", "掲載")], max_length=10)),
                ("period", models.BigIntegerField()),
                ("from_date", models.DateField()),
                ("until", models.DateField(null=True)),
                ("opens", models.BooleanField()),
                ("closes", models.BooleanField()),
            ],
            options={"verbose_name": "ひとつの地区にいた期間", "db_table": "directory_stay", "managed": False},
        ),
    ]
