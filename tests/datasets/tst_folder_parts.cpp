// Parts of a folder of images: told by its folders or by lists, with classes that mean the same in each.
#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/datasets/folders.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace folders;
namespace fs = std::filesystem;

using NameList = std::vector<std::string>;
using LabelList = std::vector<int>;

class TestFolderParts : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    fs::path m_folder;

    void add(std::initializer_list<const char*> names) {
        for (const char* name : names) files::write(m_folder / name, files::png(6, 5));
    }
    std::optional<ImageSet> load(const std::string& part) {
        return loadImageSet(m_folder.string() + "::" + part);
    }

  private Q_SLOTS:
    void init() {
        m_folder = fs::path(m_temporary.path().toStdString()) / QTest::currentTestFunction();
        fs::create_directories(m_folder);
    }

    void splitsAreParts() {
        add({"test/cat/1.png", "test/dog/1.png", "train/cat/1.png", "train/cat/2.png", "train/eel/1.png"});
        QVERIFY((partsIn(m_folder.string()) == NameList{"train", "test"}));
        const auto train = load("train");
        const auto test = load("test");
        QCOMPARE(train->count, std::int64_t{3});
        QVERIFY(
            (train->classNames == NameList{"cat", "dog", "eel"} && test->classNames == train->classNames));
        QVERIFY((train->labels == LabelList{0, 0, 2}));
        QVERIFY((test->labels == LabelList{0, 1}));
        QVERIFY((train->imageNames == NameList{"train/cat/1.png", "train/cat/2.png", "train/eel/1.png"}));
        QCOMPARE(QString::fromStdString(train->id), QStringLiteral("splitsAreParts/train"));
        QVERIFY(train->changes.empty());
        EXPECT_DATA_ERROR(loadImageSet(m_folder.string()), "one of its 2 image sets", "train", "test");
        EXPECT_DATA_ERROR(load("val"), "found the name “val”");
    }

    void splitsWithoutClassesAreParts() {
        add({"data/Training/1.png", "data/validation/1.png", "data/validation/2.png"});
        files::write(m_folder / "readme.txt", "about");
        QVERIFY((partsIn(m_folder.string()) == NameList{"Training", "validation"}));
        const auto set = load("validation");
        QCOMPARE(set->count, std::int64_t{2});
        QVERIFY(set->labels.empty());
        QVERIFY(said(*set, "1 file that is no image (readme.txt, plain text)"));
    }

    void oneSplitsNameMayBeAClass() {
        add({"car/1.png", "plane/1.png", "train/1.png"});
        QVERIFY((partsIn(m_folder.string()) == NameList{""}));
        QVERIFY((loadImageSet(m_folder.string())->classNames == NameList{"car", "plane", "train"}));
    }

    void oneSplitAloneIsTheSet() {
        add({"train/cat/1.png", "train/dog/1.png"});
        QVERIFY((loadImageSet(m_folder.string())->classNames == NameList{"cat", "dog"}));
    }

    void tinyImageNetIsReadAsItsMakersMeantIt() {
        add({"train/n02/images/n02_0.JPEG", "train/n01/images/n01_0.JPEG", "val/images/val_0.JPEG",
             "val/images/val_1.JPEG", "test/images/test_0.JPEG"});
        files::write(m_folder / "val" / "val_annotations.txt",
                     "val_0.JPEG\tn02\t0\t0\t62\t61\nval_1.JPEG\tn01\t4\t0\t55\t61\n");
        files::write(m_folder / "train" / "n01" / "n01_boxes.txt", "n01_0.JPEG\t0\t0\t1\t1\n");
        files::write(m_folder / "wnids.txt", "n01\nn02\n");
        QVERIFY((partsIn(m_folder.string()) == NameList{"train", "val", "test"}));
        const auto train = load("train");
        const auto val = load("val");
        QVERIFY((train->classNames == NameList{"n01", "n02"} && val->classNames == train->classNames));
        QVERIFY((train->labels == LabelList{0, 1}));
        QVERIFY((val->labels == LabelList{1, 0}));
        QVERIFY(load("test")->labels.empty());
        QVERIFY(said(*train, "2 files that are no images (first: train/n01/n01_boxes.txt"));
        QVERIFY(said(*val, "1 file that is no image (wnids.txt, plain text)"));
    }

    void metadataTellsLabelsAndSplits() {
        add({"a.png", "deeper/b.png", "c.png", "unnamed.png"});
        files::write(
            m_folder / "metadata.csv",
            "\xEF\xBB\xBF"
            "file_name,text,label,split\r\na.png,\"one,\n two\",10,train\r\n./deeper/b.png,x,9,train\r\n"
            "c.png,\"say \"\"x\"\"\",10,test\r\ngone.png,x,9,test\r\n");
        QVERIFY((partsIn(m_folder.string()) == NameList{"train", "test"}));
        const auto train = load("train");
        QVERIFY((train->imageNames == NameList{"a.png", "deeper/b.png"}));
        QVERIFY((train->classNames == NameList{"9", "10"}));  // as numbers
        QVERIFY((train->labels == LabelList{1, 0}));
        QVERIFY((load("test")->labels == LabelList{1}));
        QVERIFY(said(*train, "1 image that the set's list does not name (unnamed.png)"));
        QVERIFY(said(*train, "1 row of the set's list whose file is not there (gone.png)"));
    }

    void rowsThatTellOfNoFileAreCounted() {
        add({"1.png", "2.png"});
        files::write(m_folder / "metadata.csv",
                     "label,file_name\ndog,1.png\n\n,2.png\ncat,\ncat,1.png\nox,z.png\nox,y.png\n\n\n");
        const auto set = loadImageSet(m_folder.string());
        QVERIFY((set->imageNames == NameList{"1.png"}));
        QVERIFY(set->classNames.at(static_cast<std::size_t>(set->labels.at(0))) == "cat");
        QVERIFY(said(*set, "2 rows of the set's list that name no file (first: row 3 of metadata.csv)"));
        QVERIFY(said(*set, "1 row of the set's list for a file that a later row names again (1.png)"));
        QVERIFY(said(*set, "2 rows of the set's list whose files are not there (first: y.png)"));
    }

    void metadataInEachSplitIsOfThatSplit() {
        add({"train/1.png", "train/2.png", "test/1.png"});
        files::write(m_folder / "train" / "metadata.csv", "file_name,label\n1.png,dog\n2.png,cat\n");
        files::write(m_folder / "test" / "metadata.csv", "file_name,label\n1.png,dog\n");
        QVERIFY((load("train")->labels == LabelList{1, 0}));
        QVERIFY((load("test")->labels == LabelList{1}));
        QVERIFY((load("test")->classNames == NameList{"cat", "dog"}));
    }

    void metadataWithoutLabelsChangesNothing() {
        add({"cat/1.png", "dog/1.png"});
        files::write(m_folder / "metadata.csv", "file_name,text\ncat/1.png,a cat\n");
        QVERIFY((loadImageSet(m_folder.string())->labels == LabelList{0, 1}));
    }

    void celebaIsPartedByItsLists() {
        add({"img_align_celeba/000001.jpg", "img_align_celeba/000002.jpg", "img_align_celeba/000003.jpg",
             "img_align_celeba/000004.jpg"});
        files::write(m_folder / "Eval" / "list_eval_partition.txt",
                     "000001.jpg 0\n000002.jpg 0\n000003.jpg 1\n000004.jpg 2\n");
        QVERIFY((partsIn(m_folder.string()) == NameList{"train", "valid", "test"}));
        QVERIFY(load("train")->labels.empty());
        files::write(m_folder / "Anno" / "identity_CelebA.txt",
                     "000001.jpg 2880\n000002.jpg 37\n000003.jpg 37\n000004.jpg 2880\n");
        QVERIFY((load("train")->classNames == NameList{"37", "2880"}));
        QVERIFY((load("train")->labels == LabelList{1, 0}));
        QVERIFY((load("valid")->labels == LabelList{0}));
    }

    void kagglesCelebaIsReadToo() {
        add({"img_align_celeba/img_align_celeba/000001.jpg", "img_align_celeba/img_align_celeba/000002.jpg"});
        files::write(m_folder / "list_eval_partition.csv",
                     "image_id,partition\n000001.jpg,0\n000002.jpg,2\n");
        QVERIFY((partsIn(m_folder.string()) == NameList{"train", "test"}));
        QVERIFY((load("test")->imageNames == NameList{"img_align_celeba/img_align_celeba/000002.jpg"}));
    }

    void aFewAreTakenEvenlyOfAPart() {
        for (int i = 0; i < 100; ++i)
            files::write(m_folder / (i < 50 ? "train/a" : "train/b") / (std::to_string(1000 + i) + ".png"),
                         files::png(6, 5));
        add({"test/a/1.png"});
        const auto set = loadImageSet(m_folder.string() + "::train", {.limit = 20});
        QCOMPARE(set->count, std::int64_t{20});
        QCOMPARE(set->available, std::int64_t{100});
        QCOMPARE(std::count(set->labels.begin(), set->labels.end(), 0), 10);
    }

    void theFolderOfAKnownNameKeepsItsOwnClasses() {
        m_folder /= "mnist";
        for (int i = 0; i < 12; ++i) files::write(m_folder / std::to_string(i) / "1.png", files::png(6, 5));
        const auto set = loadImageSet(m_folder.string());
        QCOMPARE(set->classNames.size(), std::size_t{12});
        for (std::size_t i = 0; i < 12; ++i)
            QCOMPARE(set->classNames.at(static_cast<std::size_t>(set->labels[i])) + "/1.png",
                     set->imageNames[i]);
        QCOMPARE(set->classNames[11], std::string("11"));
    }
};

NESCIO_TEST(tst_folder_parts, TestFolderParts)
#include "tst_folder_parts.moc"
