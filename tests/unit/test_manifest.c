/* manifest.json: whole, with the hashes of the files. */
#include "report/manifest.h"

#include "tiny_result.h"

static void test_whole(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t results[2] = {tiny_result(), tiny_result()};
    results[1].scenario = "bad \xff name\n";
    results[1].engine = "expected";
    /* FIPS 180-2, appendix B.1: SHA-256 of "abc"; of nothing: as sha256sum says. */
    pk_source_t abc = {"abc.yaml", "abc", 3}, nothing = {"nothing.csv", "", 0};
    const pk_source_t *sources[] = {&abc, &nothing, &abc};
    const char *const command[] = {"polku", "compare", "a \"b\".yaml", NULL}, *const warnings[] = {"slow disk"};
    pk_manifest_t manifest = {.version = "1.0",
                              .command = command,
                              .threads = 2,
                              .seconds = 0.1,
                              .results = results,
                              .nresult = 2,
                              .sources = sources,
                              .nsource = 3,
                              .warnings = warnings,
                              .nwarning = 1};
    assert_int_equal(pk_manifest_write(&manifest, folder, &diag), PK_OK);
    assert_file(folder, "manifest.json",
                "{\n"
                "  \"program\": \"polku\",\n"
                "  \"version\": \"1.0\",\n"
                "  \"command\": [\n"
                "    \"polku\",\n"
                "    \"compare\",\n"
                "    \"a \\\"b\\\".yaml\"\n"
                "  ],\n"
                "  \"seed\": 7,\n"
                "  \"runs\": 2,\n"
                "  \"engine\": \"mixed\",\n"
                "  \"threads\": 2,\n"
                "  \"seconds\": 0.1,\n"
                "  \"scenarios\": [\n"
                "    {\n"
                "      \"scenario\": \"push, \\\"spring\\\"\",\n"
                "      \"title\": \"Kevätkampanja\",\n"
                "      \"file\": \"s/push.yaml\",\n"
                "      \"model\": \"Räystäät\",\n"
                "      \"engine\": \"cohort\",\n"
                "      \"seed\": 7,\n"
                "      \"runs\": 2,\n"
                "      \"steps\": 1,\n"
                "      \"population\": 40000,\n"
                "      \"labels\": {\n"
                "        \"stages\": {\n"
                "          \"tarve\": \"Tarpeen tunnistaminen\",\n"
                "          \"=cmd\": \"Asiakkuus\"\n"
                "        },\n"
                "        \"drivers\": {\n"
                "          \"facebook\": \"Facebook\",\n"
                "          \"report\": \"Raportti\"\n"
                "        },\n"
                "        \"kpis\": {}\n"
                "      }\n"
                "    },\n"
                "    {\n"
                "      \"scenario\": \"bad \xef\xbf\xbd name \",\n"
                "      \"title\": \"Kevätkampanja\",\n"
                "      \"file\": \"s/push.yaml\",\n"
                "      \"model\": \"Räystäät\",\n"
                "      \"engine\": \"expected\",\n"
                "      \"seed\": 7,\n"
                "      \"runs\": 2,\n"
                "      \"steps\": 1,\n"
                "      \"population\": 40000,\n"
                "      \"labels\": {\n"
                "        \"stages\": {\n"
                "          \"tarve\": \"Tarpeen tunnistaminen\",\n"
                "          \"=cmd\": \"Asiakkuus\"\n"
                "        },\n"
                "        \"drivers\": {\n"
                "          \"facebook\": \"Facebook\",\n"
                "          \"report\": \"Raportti\"\n"
                "        },\n"
                "        \"kpis\": {}\n"
                "      }\n"
                "    }\n"
                "  ],\n"
                "  \"inputs\": [\n"
                "    {\n"
                "      \"file\": \"abc.yaml\",\n"
                "      \"bytes\": 3,\n"
                "      \"sha256\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"\n"
                "    },\n"
                "    {\n"
                "      \"file\": \"nothing.csv\",\n"
                "      \"bytes\": 0,\n"
                "      \"sha256\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"\n"
                "    }\n"
                "  ],\n"
                "  \"warnings\": [\n"
                "    \"slow disk\",\n"
                "    \"a share of 0.2% was cut off\"\n"
                "  ]\n"
                "}\n");
    pk_arena_free(&results[0].arena);
    pk_arena_free(&results[1].arena);
    remove_folder(folder);
}

static void test_failure(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    pk_manifest_t manifest = {.version = "1.0"};
    assert_int_equal(pk_manifest_write(&manifest, "/nowhere/at/all", &diag), PK_FAILED);
    assert_string_equal(diag.messages[0].file, "/nowhere/at/all/manifest.json");
    pk_diag_free(&diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole), cmocka_unit_test(test_failure)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
