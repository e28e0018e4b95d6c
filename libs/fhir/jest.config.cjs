module.exports = { ...require('../../jest.preset.cjs'), displayName: 'fhir', rootDir: __dirname };
