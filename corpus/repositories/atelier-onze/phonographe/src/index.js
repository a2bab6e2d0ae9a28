const { BaseKonnector, requestFactory, saveFiles } = require('cozy-konnector-libs')
const request = requestFactory({ cheerio: true })

module.exports = new BaseKonnector(start)

async function start(fields) {
  const $ = await request('https://phonographe.example/cylinders')
  const documents = $('.cylinder a')
    .get()
    .map(link => ({ fileurl: $(link).attr('href'), vendor: 'phonographe' }))
  await this.saveFiles(documents, fields)
}
