"""The MUK: its instruments and items row by row, frozen once it leaves the draft (PL10)."""

import django.db.models.deletion
import sahih.kernel.refs
from django.db import migrations, models

from sahih.kernel.rls import SecureTables


PARTS = ("bagian", "butir", "butirkuk", "butiraspek", "kunci")
# Child, its column, the parent's table, and what both have in common: one MUK, or one version of the skema.
PAIRS = (
    *((part, "versi_id", "muk", "muk_id") for part in PARTS),
    ("bagian", "kelompok_id", "kelompok", "versi_id"),
    ("butir", "bagian_id", "bagian", "muk_id"),
    ("butirkuk", "butir_id", "butir", "muk_id"),
    ("butirkuk", "kuk_id", "kuk", "versi_id"),
    ("butiraspek", "butir_id", "butir", "muk_id"),
    ("butiraspek", "aspek_id", "aspekunit", "versi_id"),
    ("kunci", "butir_id", "butir", "muk_id"),
)

# A MUK that was handed to its validator is read-only (PL10). The share lock makes a late row wait for a signature
# that is under way, and then be refused.
PART_FROZEN = """
CREATE FUNCTION materials_muk_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM 1 FROM materials_muk WHERE id = OLD.muk_id AND status = 'draf' FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'frozen: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  PERFORM 1 FROM materials_muk WHERE id = NEW.muk_id AND status = 'draf' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'frozen: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$
"""

# Handed in, it may be signed or handed back; validated, it may be retired; retired, it stays as it was.
MUK_FROZEN = """
CREATE FUNCTION materials_muk_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving text[] := '{status,changed_at,retired_at}';
  signing text[] := '{status,changed_at,retired_at,validator_id,validated_at,review_on,note,pengesahan_id,gap_reason,content_sha256}';
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'draf' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'disusun' AND to_jsonb(OLD) - signing = to_jsonb(NEW) - signing
     AND (NEW.status IN ('draf', 'ditarik') OR NEW.content_sha256 = OLD.content_sha256) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'tervalidasi' AND NEW.status IN ('tervalidasi', 'ditarik')
     AND to_jsonb(OLD) - moving = to_jsonb(NEW) - moving THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'frozen: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def freeze(table: str, function: str, acts: str) -> migrations.RunSQL:
    trigger = f"CREATE TRIGGER frozen BEFORE {acts} ON materials_{table} FOR EACH ROW EXECUTE FUNCTION {function}()"
    return migrations.RunSQL(trigger, f"DROP TRIGGER frozen ON materials_{table}")


def pair(table: str, *columns: str) -> migrations.RunSQL:
    name = f"materials_{table}_{'_'.join(column.removesuffix('_id') for column in columns)}_pair"
    return migrations.RunSQL(
        f"ALTER TABLE materials_{table} ADD CONSTRAINT {name} UNIQUE ({', '.join(columns)})",
        f"ALTER TABLE materials_{table} DROP CONSTRAINT {name}",
    )


def belongs(child: str, column: str, parent: str, common: str) -> migrations.RunSQL:
    """A row and what it points at belong to one MUK, or to one version."""
    name = f"materials_{child}_{parent}_one"
    left, right = ("versi_id, muk_id", "versi_id, id") if parent == "muk" else (f"{common}, {column}", f"{common}, id")
    return migrations.RunSQL(
        f"ALTER TABLE materials_{child} ADD CONSTRAINT {name} FOREIGN KEY ({left}) "
        f"REFERENCES materials_{parent} ({right}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE materials_{child} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_refused_and_corrected"),
        ("institution", "0007_tuk_months"),
        ("kernel", "0003_one_row_a_file"),
        ("materials", "0004_practice_by_permit"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bagian",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                (
                    "instrumen",
                    models.CharField(
                        choices=[
                            ("FR.IA.01", "FR.IA.01 Ceklis Observasi"),
                            ("FR.IA.02", "FR.IA.02 Tugas Praktik Demonstrasi"),
                            ("FR.IA.03", "FR.IA.03 Pertanyaan untuk Mendukung Observasi"),
                            ("FR.IA.04A", "FR.IA.04A Daftar Instruksi Terstruktur"),
                            ("FR.IA.04B", "FR.IA.04B Penilaian Proyek Singkat"),
                            ("FR.IA.05", "FR.IA.05 Pertanyaan Tertulis Pilihan Ganda"),
                            ("FR.IA.06", "FR.IA.06 Pertanyaan Tertulis Esai"),
                            ("FR.IA.07", "FR.IA.07 Pertanyaan Lisan"),
                            ("FR.IA.08", "FR.IA.08 Ceklis Verifikasi Portofolio"),
                            ("FR.IA.09", "FR.IA.09 Pertanyaan Wawancara"),
                            ("FR.IA.10", "FR.IA.10 Verifikasi Pihak Ketiga"),
                            ("FR.IA.11", "FR.IA.11 Ceklis Reviu Produk"),
                        ],
                        max_length=12,
                    ),
                ),
                ("petunjuk", models.TextField(blank=True)),
                ("skenario", models.TextField(blank=True)),
                ("perlengkapan", models.TextField(blank=True)),
                ("keluaran", models.TextField(blank=True)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("present_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "kelompok",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.kelompok"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.skemaversi"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Butir",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("options", models.JSONField(blank=True, default=list)),
                (
                    "dimensi",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TS", "Task skills: melakukan tugas"),
                            ("TMS", "Task management skills: mengelola tugas"),
                            ("CMS", "Contingency management skills: mengatasi yang tidak terduga"),
                            ("JRES", "Job/role environment skills: bekerja dalam peran dan lingkungannya"),
                            ("TRS", "Transfer skills: memindahkan keterampilan ke keadaan baru"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[("L", "Langsung"), ("TL", "Tidak langsung"), ("T", "Tambahan")], max_length=2
                    ),
                ),
                (
                    "metode",
                    models.CharField(
                        choices=[
                            ("observasi", "Observasi langsung"),
                            ("terstruktur", "Kegiatan terstruktur"),
                            ("tanya_jawab", "Tanya jawab"),
                            ("portofolio", "Verifikasi portofolio"),
                            ("produk", "Reviu produk"),
                            ("pihak_ketiga", "Verifikasi pihak ketiga"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "saat",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sebelum", "Sebelum praktik (K3L, SOP, peralatan)"),
                            ("sesudah", "Sesudah praktik (CMS, JRES, TRS)"),
                        ],
                        max_length=8,
                    ),
                ),
                ("kritis", models.BooleanField(default=False)),
                ("picture_alt", models.CharField(blank=True, max_length=300)),
                (
                    "bagian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="butir_set", to="materials.bagian"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.storedfile",
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.skemaversi"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Muk",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draf", "Sedang disusun"),
                            ("disusun", "Menunggu validator"),
                            ("tervalidasi", "Tervalidasi"),
                            ("ditarik", "Ditarik"),
                        ],
                        default="draf",
                        max_length=24,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("pass_mark", models.PositiveSmallIntegerField(default=100)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("gap_reason", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("opened_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("validated_at", models.DateTimeField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.datakey"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "pengesahan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.lembar",
                    ),
                ),
                (
                    "penyusun",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.person"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by_set",
                        to="materials.muk",
                    ),
                ),
                (
                    "validator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institution.person",
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="muk_set", to="materials.skemaversi"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Kunci",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("sealed", models.BinaryField()),
                (
                    "butir",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kunci", to="materials.butir"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.skemaversi"
                    ),
                ),
                (
                    "muk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="materials.muk"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ButirKuk",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                (
                    "butir",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kuk_set", to="materials.butir"
                    ),
                ),
                (
                    "kuk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.kuk"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.skemaversi"
                    ),
                ),
                (
                    "muk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="materials.muk"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ButirAspek",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                (
                    "aspek",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.aspekunit"
                    ),
                ),
                (
                    "butir",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="aspek_set", to="materials.butir"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.skemaversi"
                    ),
                ),
                (
                    "muk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="materials.muk"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="butir",
            name="muk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="materials.muk"
            ),
        ),
        migrations.AddField(
            model_name="bagian",
            name="muk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_set", to="materials.muk"
            ),
        ),
        migrations.AddConstraint(
            model_name="muk",
            constraint=models.UniqueConstraint(fields=("lsp", "versi", "number"), name="muk_number_once"),
        ),
        migrations.AddConstraint(
            model_name="muk",
            constraint=models.CheckConstraint(condition=models.Q(("pass_mark__range", (1, 100))), name="muk_pass_mark"),
        ),
        migrations.AddConstraint(
            model_name="muk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "tervalidasi"), _negated=True),
                    models.Q(
                        ("review_on__isnull", False),
                        ("validated_at__isnull", False),
                        ("validator__isnull", False),
                        ("pengesahan__isnull", False),
                        models.Q(("content_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="muk_validated_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="muk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("validator__isnull", True),
                    models.Q(("validator", models.F("penyusun")), _negated=True),
                    _connector="OR",
                ),
                name="muk_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="butirkuk",
            constraint=models.UniqueConstraint(fields=("lsp", "butir", "kuk"), name="butirkuk_once"),
        ),
        migrations.AddConstraint(
            model_name="butiraspek",
            constraint=models.UniqueConstraint(fields=("lsp", "butir", "aspek"), name="butiraspek_once"),
        ),
        migrations.AddConstraint(
            model_name="butir",
            constraint=models.UniqueConstraint(fields=("lsp", "bagian", "number"), name="butir_number_once"),
        ),
        migrations.AddConstraint(
            model_name="butir",
            constraint=models.CheckConstraint(condition=models.Q(("jenis__in", ["L", "TL", "T"])), name="butir_jenis"),
        ),
        migrations.AddConstraint(
            model_name="butir",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("metode__in", ["observasi", "terstruktur", "tanya_jawab", "portofolio", "produk", "pihak_ketiga"])
                ),
                name="butir_metode",
            ),
        ),
        migrations.AddConstraint(
            model_name="butir",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("dimensi", ""), ("dimensi__in", ["TS", "TMS", "CMS", "JRES", "TRS"]), _connector="OR"
                ),
                name="butir_dimensi",
            ),
        ),
        migrations.AddConstraint(
            model_name="butir",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("picture__isnull", True), models.Q(("picture_alt", ""), _negated=True), _connector="OR"
                ),
                name="butir_picture_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="bagian",
            constraint=models.UniqueConstraint(fields=("lsp", "muk", "instrumen", "kelompok"), name="bagian_once"),
        ),
        migrations.AddConstraint(
            model_name="bagian",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "instrumen__in",
                        [
                            "FR.IA.01",
                            "FR.IA.02",
                            "FR.IA.03",
                            "FR.IA.04A",
                            "FR.IA.04B",
                            "FR.IA.05",
                            "FR.IA.06",
                            "FR.IA.07",
                            "FR.IA.08",
                            "FR.IA.09",
                            "FR.IA.10",
                            "FR.IA.11",
                        ],
                    )
                ),
                name="bagian_instrumen",
            ),
        ),
        SecureTables(),
        pair("muk", "versi_id", "id"),
        pair("kuk", "versi_id", "id"),
        pair("aspekunit", "versi_id", "id"),
        pair("bagian", "muk_id", "id"),
        pair("butir", "muk_id", "id"),
        *(belongs(*one) for one in PAIRS),
        migrations.RunSQL(PART_FROZEN, "DROP FUNCTION materials_muk_part_frozen()"),
        migrations.RunSQL(MUK_FROZEN, "DROP FUNCTION materials_muk_frozen()"),
        *(freeze(table, "materials_muk_part_frozen", "INSERT OR UPDATE OR DELETE") for table in PARTS),
        freeze("muk", "materials_muk_frozen", "UPDATE OR DELETE"),
    ]
