from django.db import migrations, models

# One pass: a window over each place's areas, joined to its periods. The first span of a place is without a district and
# reaches back for ever. A type of these columns can only be altered after the view is dropped, and made anew then.
VIEW = """
CREATE VIEW directory_stay AS
WITH span AS (
    SELECT place_id, district_id, school_district_id, from_date,
           lead(from_date, 1, 'infinity') OVER (PARTITION BY place_id ORDER BY from_date) AS until
      FROM directory_placearea
    UNION ALL
    SELECT place.id, NULL, NULL, '-infinity', coalesce(min(area.from_date), 'infinity')
      FROM directory_place AS place LEFT JOIN directory_placearea AS area ON area.place_id = place.id
     GROUP BY place.id
),
period AS (
    SELECT 'known' AS fact, id, place_id, from_date, until FROM directory_knownperiod
    UNION ALL
    SELECT 'listed', id, place_id, from_date, until FROM directory_listedperiod
)
SELECT period.fact,
       period.id AS period,
       period.place_id,
       span.district_id,
       span.school_district_id,
       greatest(period.from_date, span.from_date) AS from_date,
       nullif(least(period.until, span.until), 'infinity') AS until,
       span.from_date <= period.from_date AS opens,
       coalesce(period.until <= span.until, false) AS closes
  FROM period
  JOIN span ON span.place_id = period.place_id
           AND span.until > period.from_date
           AND span.from_date <= greatest(period.from_date, coalesce(period.until, 'infinity') - 1)
"""


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
