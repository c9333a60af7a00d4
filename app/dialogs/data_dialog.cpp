#include "app/dialogs/data_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/number_words.h"
#include "widgets/qt_text.h"

namespace nescio {

DataDialog::DataDialog(const std::vector<CatalogueEntry>& catalogue, QWidget* parent)
    : QDialog(parent), m_names(new QListWidget(this)) {
    setObjectName(QStringLiteral("dataDialog"));
    setWindowTitle(tr("Add data"));
    resize(520, 420);
    m_names->setObjectName(QStringLiteral("dataNames"));
    m_names->setToolTip(tr("Named sets; those that are greyed out are not on this machine"));
    m_names->setSelectionMode(QAbstractItemView::ExtendedSelection);
    list(catalogue);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* add = buttons->addButton(tr("&Add"), QDialogButtonBox::AcceptRole);
    add->setObjectName(QStringLiteral("dataCommit"));
    add->setToolTip(tr("Add the chosen sets"));
    auto* file = buttons->addButton(tr("&File…"), QDialogButtonBox::ActionRole);
    file->setToolTip(
        tr("A file of images (IDX, CIFAR, SVHN .mat, .npy, .npz, CSV, an archive), or one image"));
    auto* folder = buttons->addButton(tr("F&older…"), QDialogButtonBox::ActionRole);
    folder->setToolTip(tr("A folder of images; its sub-folders become classes"));
    auto* get = buttons->addButton(tr("&Get…"), QDialogButtonBox::ActionRole);
    get->setObjectName(QStringLiteral("dataGet"));
    get->setToolTip(tr("Download a named set that is not on this machine"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(new QLabel(tr("Named sets"), this));
    column->addWidget(m_names, 1);
    column->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &DataDialog::commit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(file, &QPushButton::clicked, this, [this] { browse(false); });
    connect(folder, &QPushButton::clicked, this, [this] { browse(true); });
    connect(get, &QPushButton::clicked, this, &DataDialog::requestGet);
    connect(m_names, &QListWidget::itemDoubleClicked, this, &DataDialog::commit);
}

void DataDialog::list(const std::vector<CatalogueEntry>& catalogue) {
    for (const auto& entry : catalogue) {
        const bool here = entry.synthetic || entry.path;
        QString text = tr("%1 · %2 · %3 images")
                           .arg(toQt(entry.title), toQt(toText(entry.shape)), countWords(entry.count));
        if (!entry.impostor.empty())
            text += tr(" · another set lies under its name");
        else if (!here)
            text += tr(" · not on this machine");
        auto* item = new QListWidgetItem(text, m_names);
        item->setData(Qt::UserRole, toQt(entry.id));
        QStringList facts{toQt(entry.source)};
        for (const auto& more : {entry.licence, entry.note, entry.impostor})
            if (!more.empty()) facts << toQt(more);
        item->setToolTip(facts.join(QLatin1Char('\n')));
        if (!here) item->setFlags(Qt::NoItemFlags);
    }
}

void DataDialog::browse(bool folder) {
    auto* dialog = new QFileDialog(this, tr("Add data"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) {
        accept();
        for (const QString& path : paths) Q_EMIT dataChosen(path);
    });
    dialog->open();
}

void DataDialog::requestGet() {
    reject();
    Q_EMIT getRequested();
}

void DataDialog::commit() {
    QStringList chosen;
    for (const auto* item : m_names->selectedItems()) chosen << item->data(Qt::UserRole).toString();
    accept();
    for (const QString& what : chosen) Q_EMIT dataChosen(what);
}

}  // namespace nescio
