import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from directory.places.schedule import Rule


def fill_masks(apps, schema_editor):
    """Rows that were published before have rules in words of JSON; searching asks their masks."""
    ListingMeeting = apps.get_model("directory", "ListingMeeting")
    for listing in apps.get_model("directory", "Listing").objects.exclude(rules=[]).only("number", "rules"):
        rows = ListingMeeting.objects.filter(listing=listing).order_by("pk")
        for row, kept in zip(rows, listing.rules, strict=True):
            rule = Rule.from_json(kept)
            row.mask, row.excepts = rule.mask, list(rule.except_masks)
            row.save(update_fields=["mask", "excepts"])


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_stay'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='日にち')),
                ('meets', models.BooleanField(verbose_name='ひらく')),
                ('start', models.TimeField(blank=True, null=True, verbose_name='はじまり')),
                ('end', models.TimeField(blank=True, null=True, verbose_name='おわり')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='ひとこと')),
            ],
            options={
                'verbose_name': '休み・臨時',
            },
        ),
        migrations.CreateModel(
            name='MeetingExceptionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('date', models.DateField(verbose_name='日にち')),
                ('meets', models.BooleanField(verbose_name='ひらく')),
                ('start', models.TimeField(blank=True, null=True, verbose_name='はじまり')),
                ('end', models.TimeField(blank=True, null=True, verbose_name='おわり')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='ひとこと')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PublishedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='英字名')),
                ('title', models.CharField(max_length=60, verbose_name='題')),
                ('body', models.TextField(verbose_name='本文')),
                ('updated_at', models.DateTimeField(verbose_name='さいごの編集')),
            ],
            options={
                'verbose_name': 'お知らせのページ',
            },
        ),
        migrations.CreateModel(
            name='PublishedPageEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=40, verbose_name='英字名')),
                ('title', models.CharField(max_length=60, verbose_name='題')),
                ('body', models.TextField(verbose_name='本文')),
                ('updated_at', models.DateTimeField(verbose_name='さいごの編集')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40, verbose_name='のせてあることば')),
                ('also', models.CharField(max_length=40, verbose_name='さがすことば')),
            ],
            options={
                'verbose_name': 'いいかえ',
            },
        ),
        migrations.RemoveConstraint(
            model_name='meetingrule',
            name='rule_times_are_ordered',
        ),
        migrations.AddField(
            model_name='listing',
            name='checked_by',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='listing',
            name='days',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='listingmeeting',
            name='excepts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='listingmeeting',
            name='mask',
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='listingmeeting',
            name='off_on',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None),
        ),
        migrations.AddConstraint(
            model_name='meetingrule',
            constraint=models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('start__lt', models.F('end')), ('end', datetime.time(0, 0)), _connector='OR'), name='rule_times_are_ordered'),
        ),
        migrations.AddField(
            model_name='meetingexception',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='directory.place'),
        ),
        migrations.AddField(
            model_name='meetingexceptionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='meetingexceptionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.meetingexception'),
        ),
        migrations.AddField(
            model_name='meetingexceptionevent',
            name='place',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.place'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedpage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_publishedpageevent" ("body", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "updated_at") VALUES (NEW."body", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."title", NEW."updated_at"); RETURN NULL;', hash='e2adc063d53f67efea88ae4ec028d33776582d82', operation='INSERT', pgid='pgtrigger_insert_insert_78342', table='directory_publishedpage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedpage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_publishedpageevent" ("body", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "updated_at") VALUES (NEW."body", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."title", NEW."updated_at"); RETURN NULL;', hash='0e2d1d0e4ace48bfe74f2053f6a24b9119ce5768', operation='UPDATE', pgid='pgtrigger_update_update_42c4b', table='directory_publishedpage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedpage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_publishedpageevent" ("body", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title", "updated_at") VALUES (OLD."body", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."title", OLD."updated_at"); RETURN NULL;', hash='d2dd2ff3e8dbfe3a9791f28f03ee52a935dde8ea', operation='DELETE', pgid='pgtrigger_delete_delete_99cc1', table='directory_publishedpage', when='AFTER')),
        ),
        migrations.AddField(
            model_name='publishedpageevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='publishedpageevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.publishedpage'),
        ),
        migrations.AddConstraint(
            model_name='synonym',
            constraint=models.UniqueConstraint(fields=('word', 'also'), name='synonym_once'),
        ),
        migrations.AddConstraint(
            model_name='synonym',
            constraint=models.CheckConstraint(condition=models.Q(('word', models.F('also')), _negated=True), name='synonym_of_another_word'),
        ),
        migrations.AddConstraint(
            model_name='meetingexception',
            constraint=models.UniqueConstraint(fields=('place', 'date'), name='meeting_exception_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='meetingexception',
            constraint=models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('start__lt', models.F('end')), ('end', datetime.time(0, 0)), _connector='OR'), name='exception_times_are_ordered'),
        ),
        migrations.AddConstraint(
            model_name='meetingexception',
            constraint=models.CheckConstraint(condition=models.Q(('meets', True), models.Q(('end__isnull', True), ('start__isnull', True)), _connector='OR'), name='no_times_where_it_does_not_meet'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingexception',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_meetingexceptionevent" ("date", "end", "id", "meets", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "start") VALUES (NEW."date", NEW."end", NEW."id", NEW."meets", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."start"); RETURN NULL;', hash='3a04d48a4e5accc9365ecdcf28f60d08f22fec3f', operation='INSERT', pgid='pgtrigger_insert_insert_47676', table='directory_meetingexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingexception',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_meetingexceptionevent" ("date", "end", "id", "meets", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "start") VALUES (NEW."date", NEW."end", NEW."id", NEW."meets", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."start"); RETURN NULL;', hash='0836cc392c912f358772598562ff2c5bdf41f906', operation='UPDATE', pgid='pgtrigger_update_update_f85a5', table='directory_meetingexception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingexception',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_meetingexceptionevent" ("date", "end", "id", "meets", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "start") VALUES (OLD."date", OLD."end", OLD."id", OLD."meets", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."start"); RETURN NULL;', hash='60e536ccd93ede01825e166dccfe9e3c5b285b67', operation='DELETE', pgid='pgtrigger_delete_delete_2e1e5', table='directory_meetingexception', when='AFTER')),
        ),
        migrations.RunPython(fill_masks, migrations.RunPython.noop),
    ]
