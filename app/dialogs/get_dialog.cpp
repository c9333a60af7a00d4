#include "app/dialogs/get_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "widgets/qt_text.h"

namespace nescio {

GetDialog::GetDialog(std::vector<Offer> offers, QWidget* parent)
    : QDialog(parent), m_offers(std::move(offers)), m_list(new QTreeWidget(this)), m_facts(new QLabel(this)) {
    setObjectName(QStringLiteral("getDialog"));
    setWindowTitle(tr("Get data"));
    resize(560, 460);
    m_list->setObjectName(QStringLiteral("getOffers"));
    m_list->setAccessibleName(tr("Data sets that can be downloaded"));
    m_list->setHeaderLabels({tr("Data set"), tr("Size"), tr("Here")});
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_facts->setObjectName(QStringLiteral("getFacts"));
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    list();

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_get = buttons->addButton(tr("&Get"), QDialogButtonBox::AcceptRole);
    m_get->setObjectName(QStringLiteral("getCommit"));
    m_get->setToolTip(tr("Download it; the strip at the bottom of the window shows how far it is"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_list, 1);
    column->addWidget(m_facts);
    column->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &GetDialog::commit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &GetDialog::explain);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    explain();
}

void GetDialog::list() {
    for (const auto& offer : m_offers) {
        auto* family = new QTreeWidgetItem(m_list);
        addRow(family, offer);
        for (const auto& part : offer.parts) addRow(new QTreeWidgetItem(family), part);
    }
}

void GetDialog::addRow(QTreeWidgetItem* row, const Offer& offer) {
    row->setText(0, toQt(offer.title));
    row->setText(1, toQt(offer.sizeText()));
    row->setText(2, toQt(offer.stateText()));
    row->setToolTip(0, toQt(offer.licence));
    row->setData(0, Qt::UserRole, QVariant::fromValue(m_rows.size()));
    m_rows.push_back(&offer);
}

const Offer* GetDialog::chosen() const {
    const auto* row = m_list->currentItem();
    return row ? m_rows[row->data(0, Qt::UserRole).value<std::size_t>()] : nullptr;
}

void GetDialog::explain() {
    const Offer* offer = chosen();
    m_get->setEnabled(offer && !offer->isHere() && !offer->byHand() && canDownload());
    if (!offer)
        return m_facts->setText(tr("No folder for data is known: neither XDG_DATA_HOME nor HOME is set."));
    QStringList facts{tr("Licence: %1").arg(toQt(offer->licence)), tr("Source: %1").arg(toQt(offer->source)),
                      tr("Kept in: %1").arg(toQt(offer->folder.string()))};
    for (const auto& file : offer->files)
        if (file.download.sha256.empty() && file.download.md5.empty())
            facts << tr("%1: no checksum is published, so only its size is checked.")
                         .arg(toQt(file.download.to.filename().string()));
    if (!canDownload()) facts << tr("This build has no libcurl and cannot download.");
    if (offer->byHand() && !offer->isHere()) facts << toQt(offer->byHandText());
    m_facts->setText(facts.join(QLatin1Char('\n')));
}

void GetDialog::commit() {
    const Offer* offer = chosen();
    if (!offer || !m_get->isEnabled()) return;
    const QString id = toQt(offer->id);
    accept();
    Q_EMIT getRequested(id);
}

}  // namespace nescio
