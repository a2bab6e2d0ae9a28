const baseKonnector = require('../lib/base_konnector')
const filterExisting = require('../lib/filter_existing')
const saveDataAndFile = require('../lib/save_data_and_file')
const Bill = require('../models/bill')

module.exports = baseKonnector.createNew({
  name: 'The Teapot Society',
  vendorLink: 'https://teapot-society.example',
  fields: { login: { type: 'text' }, password: { type: 'password' } },
  models: [Bill],
  fetchOperations: [readBills, filterExisting(null, Bill), saveDataAndFile(null, Bill, {}, ['bill'])]
})

function readBills(requiredFields, entries, data, next) {
  entries.fetched = []
  next()
}
