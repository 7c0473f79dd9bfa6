from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_imports")]

    operations = [
        migrations.AddField(model_name="listingmeeting", name="end", field=models.TimeField(null=True)),
    ]
