// Run files that other programs, h5py above all, have written into: what they write is read where it means
// something, passed over where not, and kept either way.

#include <QtTest>

#include <array>

#include <QTemporaryDir>

#include <fmt/format.h>

#include "core/store/column_store.h"
#include "core/store/hdf5.h"
#include "tests/core/made_run.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

using hdf5::Handle;

Handle openAsOthersDo(const std::filesystem::path& file, unsigned how) {
    return {H5Fopen(file.c_str(), how, H5P_DEFAULT), H5Fclose, "open"};
}

/// Replaces an attribute by one of any type.   Requires: `count` values; 0 stands for a single one.
void put(hid_t object, const char* name, hid_t type, const void* values, hsize_t count = 0) {
    if (H5Aexists(object, name) > 0) H5Adelete(object, name);
    const Handle space(count > 0 ? H5Screate_simple(1, &count, nullptr) : H5Screate(H5S_SCALAR), H5Sclose,
                       name);
    const Handle attribute(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
    QVERIFY(H5Awrite(attribute, type, values) >= 0);
}

/// Text of variable length, as h5py writes a Python str.
Handle variableText() {
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "type");
    H5Tset_size(type, H5T_VARIABLE);
    H5Tset_cset(type, H5T_CSET_UTF8);
    return type;
}
void putText(hid_t object, const char* name, const char* text) {
    put(object, name, variableText(), &text);
}

/// An array, a compound and a reference: kinds that no setting has.
void putUnknownKinds(hid_t object) {
    const std::array<double, 3> values{1, 2, 3};
    put(object, "an_array", H5T_NATIVE_DOUBLE, values.data(), values.size());
    const Handle pair(H5Tcreate(H5T_COMPOUND, 16), H5Tclose, "pair");
    H5Tinsert(pair, "left", 0, H5T_NATIVE_DOUBLE);
    H5Tinsert(pair, "right", 8, H5T_NATIVE_INT64);
    put(object, "a_compound", pair, values.data());
    hobj_ref_t reference{};
    H5Rcreate(&reference, object, ".", H5R_OBJECT, -1);
    put(object, "a_reference", H5T_STD_REF_OBJ, &reference);
}

/// The dataset anew, with numbers of another type.
void retype(hid_t group, const char* name, hid_t stored) {
    const auto array = hdf5::readArray(group, name);
    const hid_t native = array.type == ArrayType::Float64 ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT64;
    QVERIFY(H5Ldelete(group, name, H5P_DEFAULT) >= 0);
    const std::vector<hsize_t> shape(array.shape.begin(), array.shape.end());
    const Handle space(H5Screate_simple(int(shape.size()), shape.data(), nullptr), H5Sclose, name);
    const Handle dataset(H5Dcreate2(group, name, stored, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                         H5Dclose, name);
    QVERIFY(H5Dwrite(dataset, native, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.bytes.data()) >= 0);
}

/// Every group, dataset and attribute by path, with what a reader of text or numbers gets from it.
void list(hid_t group, const std::string& path, std::map<std::string, std::string>& found) {
    for (const auto& [name, text] : hdf5::readAllTexts(group)) found[fmt::format("{}@{}", path, name)] = text;
    for (const auto& name : hdf5::childrenOf(group)) found[fmt::format("{}/{}", path, name)] = "";
    for (const auto& name : hdf5::groupsOf(group))
        list(hdf5::openGroup(group, name), fmt::format("{}/{}", path, name), found);
}
std::map<std::string, std::string> partsOf(const std::filesystem::path& file) {
    const hdf5::QuietErrors quiet;  // one of the links leads nowhere
    std::map<std::string, std::string> found;
    const auto opened = openAsOthersDo(file, H5F_ACC_RDONLY);
    list(hdf5::openGroup(opened, "/"), "", found);
    return found;
}

}  // namespace

class TestForeignParts : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path made(const char* name) const {
        auto file = std::filesystem::path(m_folder.path().toStdString()) / name;
        auto summary = madeSummary();
        summary.spec.modelOptions = {
            {"steps", std::int64_t{8}}, {"net", std::string("conv")}, {"flag", true}};
        updateRunFile(file, {.summary = summary,
                             .checkpoint = madeCheckpoint(1000),
                             .tables = {madeTable("first/set", 10, -1.5)},
                             .samples = {}});
        return file;
    }
    /// Parts that nobody here knows, at the root and among the known ones.
    static void addUnknownParts(const std::filesystem::path& file) {
        const auto opened = openAsOthersDo(file, H5F_ACC_RDWR);
        const Handle root = hdf5::openGroup(opened, "/");
        putText(root, "remark", "see Größe");
        putUnknownKinds(root);
        hdf5::writeReals(hdf5::makeGroup(opened, "lab/notes"), "values", {1, 2, 3});
        putText(hdf5::openGroup(opened, "lab"), "author", "somebody");
        H5Lcreate_soft("/lab/notes", opened, "shortcut", H5P_DEFAULT, H5P_DEFAULT);
        H5Lcreate_soft("/nowhere", opened, "dangling", H5P_DEFAULT, H5P_DEFAULT);
        hdf5::writeReals(hdf5::makeGroup(opened, "columns/by_hand"), "values", {4});
        hdf5::writeReals(hdf5::openGroup(opened, "experiments"), "loose", {5});
        putText(hdf5::openGroup(opened, "columns"), "comment", "mine");
    }

  private Q_SLOTS:
    void textOfVariableLengthIsRead() {
        const auto file = made("text.h5");
        {
            const auto opened = openAsOthersDo(file, H5F_ACC_RDWR);
            putText(opened, "format", kRunFormat);
            putText(hdf5::openGroup(opened, "run"), "title", "Größe, by hand");
            putText(hdf5::openGroup(opened, "run/model_options"), "net", "highway");
            putText(hdf5::openGroup(opened, "provenance"), "remark", "");
            const std::array<const char*, 2> texts{"one", "two words"};
            put(hdf5::openGroup(opened, "run"), "watch", variableText(), texts.data(), texts.size());
        }
        const auto summary = readRunSummary(file);
        QCOMPARE(summary.title, std::string("Größe, by hand"));
        QCOMPARE(std::get<std::string>(summary.spec.modelOptions.at("net")), std::string("highway"));
        QCOMPARE(summary.provenance.at("remark"), std::string());
        QCOMPARE(summary.spec.watch, (std::vector<std::string>{"one", "two words"}));
    }

    void numbersOfAnyWidthAndOrderAreRead() {
        const auto file = made("numbers.h5");
        {
            const auto opened = openAsOthersDo(file, H5F_ACC_RDWR);
            const std::int32_t seed = 0x2a000000;  // 42, most significant byte first
            put(hdf5::openGroup(opened, "run"), "seed", H5T_STD_I32BE, &seed);
            const std::uint8_t steps = 12;
            put(hdf5::openGroup(opened, "run/model_options"), "steps", H5T_NATIVE_UINT8, &steps);
            const Handle wide(H5Tenum_create(H5T_NATIVE_INT32), H5Tclose, "switch");
            std::int32_t value = 0;
            H5Tenum_insert(wide, "FALSE", &value);
            value = 1;
            H5Tenum_insert(wide, "TRUE", &value);
            put(hdf5::openGroup(opened, "run/model_options"), "flag", wide, &value);
            const Handle table = hdf5::openGroup(opened, pathOf(readTermTable(file, "first/set")));
            retype(table, "terms", H5T_IEEE_F32BE);
            retype(table, "index", H5T_STD_U16BE);
            retype(table, "label", H5T_NATIVE_INT8);
        }
        const auto summary = readRunSummary(file);
        QCOMPARE(summary.spec.seed, 42U);
        QCOMPARE(std::get<std::int64_t>(summary.spec.modelOptions.at("steps")), 12);
        QCOMPARE(std::get<bool>(summary.spec.modelOptions.at("flag")), true);
        const auto table = readTermTable(file, "first/set"), expected = madeTable("", 10, -1.5);
        QCOMPARE(table.nats, expected.nats);
        QCOMPARE(table.key.indices, expected.key.indices);
        QCOMPARE(table.labels, expected.labels);
    }

    void kindsThatNoSettingHasArePassedOver() {
        const auto file = made("kinds.h5");
        {
            const auto opened = openAsOthersDo(file, H5F_ACC_RDWR);
            for (const char* group : {"provenance", "run", "run/model_options", "run/train_options"})
                putUnknownKinds(hdf5::openGroup(opened, group));
            const double number = 0.5;
            put(hdf5::openGroup(opened, "provenance"), "weight", H5T_NATIVE_DOUBLE, &number);
            hdf5::makeGroup(opened, "checkpoint/weights/notes");
        }
        const auto summary = readRunSummary(file);
        QCOMPARE(summary.spec.modelOptions.size(), std::size_t{3});
        QVERIFY(!summary.provenance.contains("an_array"));
        QCOMPARE(summary.provenance.at("weight"), std::string("0.5"));
        QVERIFY(sameCheckpoint(readCheckpoint(file), madeCheckpoint(1000)));
    }

    void aSettingOfTheWrongKindIsNamed() {
        const auto file = made("wrong.h5");
        {
            const auto opened = openAsOthersDo(file, H5F_ACC_RDWR);
            const std::array<std::int64_t, 100> many{};
            put(hdf5::openGroup(opened, "run"), "step", H5T_NATIVE_INT64, many.data(), many.size());
        }
        QCOMPARE(whyNot<RunFileError>([&] { readRunSummary(file); }, {"step", "one number", "wrong.h5"}),
                 QString());
    }

    void unknownPartsOutliveChanges_data() {
        QTest::addColumn<bool>("anew");
        QTest::newRow("a change in place") << false;
        QTest::newRow("a file written anew") << true;
    }
    void unknownPartsOutliveChanges() {
        QFETCH(bool, anew);
        const auto file = made(anew ? "anew.h5" : "place.h5");
        addUnknownParts(file);
        auto before = partsOf(file);
        RunUpdate update{.tables = {madeTable("second/set", 5, 1)}};
        if (anew) update.checkpoint = madeCheckpoint(1000, 2);
        updateRunFile(file, update);
        const auto after = partsOf(file);
        if (anew) before.erase("/checkpoint@step");
        for (const auto& [path, text] : before) {
            QVERIFY2(after.contains(path), path.c_str());
            QCOMPARE(after.at(path), text);
        }
        QCOMPARE(after.at("@remark"), std::string("see Größe"));
        const auto opened = openAsOthersDo(file, H5F_ACC_RDONLY);
        QCOMPARE(hdf5::readReals(opened, "shortcut/values"), (std::vector<double>{1, 2, 3}));
        QVERIFY(H5Aexists(opened, "an_array") > 0 && H5Aexists(opened, "a_compound") > 0);
        QCOMPARE(evaluatedSets(readRunSummary(file)), (std::vector<std::string>{"first/set", "second/set"}));
        QVERIFY(readExperiments(file).empty());
    }
};

NESCIO_TEST(tst_foreign_parts, TestForeignParts)
#include "tst_foreign_parts.moc"
